// Command trivy-db writes a vulnerability database as Trivy reads it (aquasecurity/trivy-db, schema version 2): one
// bbolt file. It takes the advisories as JSON on standard input and the path of the new file as its argument.
//
// Buckets of the schema:
//
//	<platform> > <package> > <vulnerability id> = advisory       ("alpine 3.19", "npm::GitHub Security Advisory Npm")
//	data-source > <platform> = data source
//	vulnerability > <vulnerability id> = title, severity, ...
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

type database struct {
	Advisories      map[string]map[string]map[string]json.RawMessage `json:"advisories"`
	DataSources     map[string]json.RawMessage                       `json:"dataSources"`
	Vulnerabilities map[string]json.RawMessage                       `json:"vulnerabilities"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: trivy-db FILE < advisories.json")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "trivy-db:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	var input database
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&input); err != nil {
		return fmt.Errorf("read advisories: %w", err)
	}
	// A fixed page size and free list, and a transaction for each bucket (within one, bbolt writes buckets in the random
	// order of a map): every run and every machine writes the same file.
	options := &bolt.Options{PageSize: 4096, FreelistType: bolt.FreelistArrayType, NoFreelistSync: true, NoSync: true}
	db, err := bolt.Open(path, 0o644, options)
	if err != nil {
		return err
	}
	defer db.Close()
	update := func(values map[string]json.RawMessage, top string, nested ...string) error {
		return db.Update(func(tx *bolt.Tx) error { return put(tx, values, top, nested...) })
	}
	for platform, packages := range sorted(input.Advisories) {
		for name, advisories := range sorted(packages) {
			if err := update(advisories, platform, name); err != nil {
				return err
			}
		}
	}
	if err := update(input.DataSources, "data-source"); err != nil {
		return err
	}
	return update(input.Vulnerabilities, "vulnerability")
}

// put writes every value into the bucket at the path, which is made where it is missing.
func put(tx *bolt.Tx, values map[string]json.RawMessage, top string, nested ...string) error {
	bucket, err := tx.CreateBucketIfNotExists([]byte(top))
	for _, name := range nested {
		if err != nil {
			return err
		}
		bucket, err = bucket.CreateBucketIfNotExists([]byte(name))
	}
	if err != nil {
		return err
	}
	for key, value := range sorted(values) {
		if err := bucket.Put([]byte(key), value); err != nil {
			return err
		}
	}
	return nil
}

// sorted walks a map in the order of its keys: the same advisories make the same file.
func sorted[V any](values map[string]V) func(func(string, V) bool) {
	return func(yield func(string, V) bool) {
		for _, key := range slices.Sorted(maps.Keys(values)) {
			if !yield(key, values[key]) {
				return
			}
		}
	}
}

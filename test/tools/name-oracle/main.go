// Command name-oracle says how go-containerregistry reads image references: the second opinion of
// test/parity/reference.test.ts. It reads one JSON string a line and answers each with one JSON object.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"

	"github.com/google/go-containerregistry/pkg/name"
)

type answer struct {
	// Empty where the reference was taken.
	Error    string `json:"error"`
	Registry string `json:"registry"`
	Path     string `json:"path"`
	// Empty for a digest reference: the package forgets its tag.
	Tag    string `json:"tag"`
	Digest string `json:"digest"`
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for input.Scan() {
		var text string
		if err := json.Unmarshal(input.Bytes(), &text); err != nil {
			log.Fatal(err)
		}
		if err := output.Encode(read(text)); err != nil {
			log.Fatal(err)
		}
	}
	if err := input.Err(); err != nil {
		log.Fatal(err)
	}
}

func read(text string) answer {
	reference, err := name.ParseReference(text)
	if err != nil {
		return answer{Error: err.Error()}
	}
	got := answer{Registry: reference.Context().RegistryStr(), Path: reference.Context().RepositoryStr()}
	switch reference := reference.(type) {
	case name.Digest:
		got.Digest = reference.DigestStr()
	case name.Tag:
		got.Tag = reference.TagStr()
	}
	return got
}

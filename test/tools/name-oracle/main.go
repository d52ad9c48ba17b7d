// Command name-oracle says how image references are read by go-containerregistry (the admission controller's parser)
// and by distribution/reference (the container runtime's): the second opinions of test/parity/reference.test.ts.
// It reads one JSON string a line and answers each with one JSON object.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"

	"github.com/distribution/reference"
	"github.com/google/go-containerregistry/pkg/name"
)

type answer struct {
	Name    reading `json:"name"`
	Runtime reading `json:"runtime"`
}

type reading struct {
	// Empty where the reference was taken.
	Error    string `json:"error"`
	Registry string `json:"registry"`
	Path     string `json:"path"`
	// Empty beside a digest: both forget it.
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
		if err := output.Encode(answer{Name: readName(text), Runtime: readRuntime(text)}); err != nil {
			log.Fatal(err)
		}
	}
	if err := input.Err(); err != nil {
		log.Fatal(err)
	}
}

func readName(text string) reading {
	parsed, err := name.ParseReference(text)
	if err != nil {
		return reading{Error: err.Error()}
	}
	got := reading{Registry: parsed.Context().RegistryStr(), Path: parsed.Context().RepositoryStr()}
	switch parsed := parsed.(type) {
	case name.Digest:
		got.Digest = parsed.DigestStr()
	case name.Tag:
		got.Tag = parsed.TagStr()
	}
	return got
}

// As containerd does before it pulls: with a digest the tag is dropped.
func readRuntime(text string) reading {
	named, err := reference.ParseDockerRef(text)
	if err != nil {
		return reading{Error: err.Error()}
	}
	got := reading{Registry: reference.Domain(named), Path: reference.Path(named)}
	if tagged, ok := named.(reference.Tagged); ok {
		got.Tag = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		got.Digest = digested.Digest().String()
	}
	return got
}

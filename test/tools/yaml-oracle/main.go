// Command yaml-oracle says how kubectl reads a stream of manifests: documents cut by k8s.io/apimachinery's YAML reader,
// each decoded by sigs.k8s.io/yaml. The second opinion of test/parity/yaml.test.ts.
// It reads one JSON string of base64 a line (the bytes of a file) and answers each with one JSON array of documents.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
	sigsyaml "sigs.k8s.io/yaml"
)

type document struct {
	// The document as JSON; absent where it cannot be read.
	JSON json.RawMessage `json:"json,omitempty"`
	// Why it cannot be read.
	Error string `json:"error,omitempty"`
	// Why strict decoding refuses it: a key that is set twice. kubectl itself is not strict.
	StrictError string `json:"strictError,omitempty"`
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	for {
		line, err := input.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		var content []byte
		if err := json.Unmarshal(line, &content); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(read(content)); err != nil {
			log.Fatal(err)
		}
		if input.Buffered() == 0 {
			output.Flush()
		}
	}
}

func read(content []byte) []document {
	documents := []document{}
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		text, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents
		}
		if err != nil {
			// The reader gives up on the whole stream here.
			return append(documents, document{Error: err.Error()})
		}
		if onlyComments(text) {
			continue
		}
		converted, err := sigsyaml.YAMLToJSON(text)
		if err != nil {
			documents = append(documents, document{Error: err.Error()})
			continue
		}
		one := document{JSON: converted}
		if _, err := sigsyaml.YAMLToJSONStrict(text); err != nil {
			one.StrictError = err.Error()
		}
		documents = append(documents, one)
	}
}

func onlyComments(text []byte) bool {
	for _, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line != "" && line != "---" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "--- #") {
			return false
		}
	}
	return true
}

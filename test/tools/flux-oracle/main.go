// Command flux-oracle says what Flux makes of a template, an object and a directory, by the controllers' own packages
// (github.com/fluxcd/pkg/envsubst and github.com/fluxcd/pkg/kustomize). The second opinion of test/parity/flux.test.ts.
// It reads one JSON request a line and answers each with one JSON answer: the text, the object or the objects, or why not.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"

	"github.com/fluxcd/pkg/envsubst"
	"github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resource"
)

type request struct {
	// With `text`: envsubst alone. With `object`: one object, as the kustomize-controller substitutes it. With `root`:
	// what the Kustomization `kustomization` builds of `directory`, substituted.
	Text          *string        `json:"text,omitempty"`
	Object        map[string]any `json:"object,omitempty"`
	Root          string         `json:"root,omitempty"`
	Directory     string         `json:"directory,omitempty"`
	Kustomization map[string]any `json:"kustomization,omitempty"`

	Variables map[string]string `json:"variables,omitempty"`
	Strict    bool              `json:"strict,omitempty"`
}

type answer struct {
	Text    *string           `json:"text,omitempty"`
	Objects []json.RawMessage `json:"objects,omitempty"`
	Error   string            `json:"error,omitempty"`
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
		var asked request
		if err := json.Unmarshal(line, &asked); err != nil {
			log.Fatal(err)
		}
		said, err := reply(asked)
		if err != nil {
			said = answer{Error: err.Error()}
		}
		if err := encoder.Encode(said); err != nil {
			log.Fatal(err)
		}
		if input.Buffered() == 0 {
			output.Flush()
		}
	}
}

func reply(asked request) (answer, error) {
	switch {
	case asked.Text != nil:
		text, err := envsubst.Eval(*asked.Text, func(name string) (string, bool) {
			value, exists := asked.Variables[name]
			return value, exists || !asked.Strict
		})
		return answer{Text: &text}, err
	case asked.Object != nil:
		res, err := provider.NewDefaultDepProvider().GetResourceFactory().FromMap(asked.Object)
		if err != nil {
			return answer{}, err
		}
		return substituted([]*resource.Resource{res}, asked)
	default:
		kustomization := unstructured.Unstructured{Object: asked.Kustomization}
		if _, err := kustomize.NewGenerator(asked.Root, kustomization).WriteFile(asked.Directory); err != nil {
			return answer{}, err
		}
		built, err := kustomize.SecureBuild(asked.Root, asked.Directory, false)
		if err != nil {
			return answer{}, err
		}
		return substituted(built.Resources(), asked)
	}
}

func substituted(resources []*resource.Resource, asked request) (answer, error) {
	variables := map[string]any{}
	for name, value := range asked.Variables {
		variables[name] = value
	}
	kustomization := unstructured.Unstructured{Object: map[string]any{
		"spec": map[string]any{"postBuild": map[string]any{"substitute": variables}},
	}}
	objects := []json.RawMessage{}
	for _, res := range resources {
		options := []kustomize.SubstituteOption{kustomize.SubstituteWithStrict(asked.Strict), kustomize.SubstituteWithDryRun(true)}
		changed, err := kustomize.SubstituteVariables(context.Background(), nil, kustomization, res, options...)
		if err != nil {
			return answer{}, err
		}
		// Nil where the object says that it is to be left alone.
		if changed == nil {
			changed = res
		}
		object, err := changed.MarshalJSON()
		if err != nil {
			return answer{}, err
		}
		objects = append(objects, object)
	}
	return answer{Objects: objects}, nil
}

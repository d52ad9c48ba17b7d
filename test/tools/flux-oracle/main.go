// Command flux-oracle says what Flux makes of a template, an object, a directory, values and ignored files, by the
// controllers' own packages (github.com/fluxcd/pkg). The second opinion of test/parity/flux*.test.ts.
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
	"strings"

	"github.com/fluxcd/pkg/apis/meta"
	"github.com/fluxcd/pkg/chartutil"
	"github.com/fluxcd/pkg/envsubst"
	"github.com/fluxcd/pkg/kustomize"
	"github.com/fluxcd/pkg/sourceignore"
	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"
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

	// With `references`: the values of a HelmRelease, `values` among them, from `configMaps`.
	References []meta.ValuesReference       `json:"references,omitempty"`
	Values     map[string]any               `json:"values,omitempty"`
	ConfigMaps map[string]map[string]string `json:"configMaps,omitempty"`

	// With `paths`: which of them a GitRepository leaves out, by `ignore`.
	Paths  []string `json:"paths,omitempty"`
	Ignore string   `json:"ignore,omitempty"`
}

type answer struct {
	Text    *string           `json:"text,omitempty"`
	Objects []json.RawMessage `json:"objects,omitempty"`
	Ignored []string          `json:"ignored,omitempty"`
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
	case asked.References != nil:
		return valuesOf(asked)
	case asked.Paths != nil:
		return ignored(asked), nil
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

// A cluster that has the ConfigMaps of the request and nothing else.
type configMaps struct {
	client.Client
	data map[string]map[string]string
}

func (c configMaps) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	data, exists := c.data[key.Name]
	configMap, isConfigMap := into.(*corev1.ConfigMap)
	if !exists || !isConfigMap {
		return apierrors.NewNotFound(corev1.Resource("configmaps"), key.Name)
	}
	configMap.Data = data
	return nil
}

func valuesOf(asked request) (answer, error) {
	cluster := configMaps{data: asked.ConfigMaps}
	values, err := chartutil.ChartValuesFromReferences(
		context.Background(), logr.Discard(), cluster, "default", asked.Values, asked.References...)
	if err != nil {
		return answer{}, err
	}
	object, err := json.Marshal(values)
	return answer{Objects: []json.RawMessage{object}}, err
}

// As the source-controller's SourceIgnoreFilter.
func ignored(asked request) answer {
	patterns := sourceignore.ReadPatterns(strings.NewReader(asked.Ignore), nil)
	matcher := sourceignore.NewDefaultMatcher(patterns, nil)
	if len(patterns) > 0 {
		matcher = sourceignore.NewMatcher(append(sourceignore.VCSPatterns(nil), patterns...))
	}
	found := []string{}
	for _, path := range asked.Paths {
		if matcher.Match(strings.Split(path, "/"), false) {
			found = append(found, path)
		}
	}
	return answer{Ignored: found}
}

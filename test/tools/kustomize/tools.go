//go:build tools

// Package tools pins kustomize for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "sigs.k8s.io/kustomize/kustomize/v5"

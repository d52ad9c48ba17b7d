//go:build tools

// Package tools pins helm for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "helm.sh/helm/v3/cmd/helm"

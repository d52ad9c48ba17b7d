//go:build tools

// Package tools pins Helm 4 for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "helm.sh/helm/v4/cmd/helm"

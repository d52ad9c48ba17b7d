//go:build tools

// Package tools pins kyverno for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno"

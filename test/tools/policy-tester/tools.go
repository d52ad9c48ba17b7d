//go:build tools

// Package tools pins policy-tester for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/sigstore/policy-controller/cmd/tester"

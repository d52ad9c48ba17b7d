//go:build tools

// Package tools pins cosign for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/sigstore/cosign/v3/cmd/cosign"

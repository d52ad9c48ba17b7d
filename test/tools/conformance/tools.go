//go:build tools

// Package tools pins the OCI distribution-spec conformance test: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/opencontainers/distribution-spec/conformance"

//go:build tools

// Package tools pins cue for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "cuelang.org/go/cmd/cue"

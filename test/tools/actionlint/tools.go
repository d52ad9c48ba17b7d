//go:build tools

// Package tools pins actionlint for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/rhysd/actionlint/cmd/actionlint"

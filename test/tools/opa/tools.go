//go:build tools

// Package tools pins opa for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/open-policy-agent/opa"

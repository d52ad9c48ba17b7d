//go:build tools

// Package tools pins gitleaks for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/zricethezav/gitleaks/v8"

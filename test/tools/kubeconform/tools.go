//go:build tools

// Package tools pins kubeconform for the tests: the version is in go.mod, every hash in go.sum.
package tools

import _ "github.com/yannh/kubeconform/cmd/kubeconform"

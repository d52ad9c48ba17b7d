// Command rbac-oracle says whether RBAC rules cover a request, by Kubernetes' own matching
// (k8s.io/component-helpers/auth/rbac/validation): the second opinion of test/parity/rbac.test.ts.
// It reads one case a line, {"rules": [PolicyRule], "request": PolicyRule}, and answers each with true or false.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/component-helpers/auth/rbac/validation"
)

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for input.Scan() {
		var question struct {
			Rules   []rbacv1.PolicyRule `json:"rules"`
			Request rbacv1.PolicyRule   `json:"request"`
		}
		if err := json.Unmarshal(input.Bytes(), &question); err != nil {
			log.Fatal(err)
		}
		covered, _ := validation.Covers(question.Rules, []rbacv1.PolicyRule{question.Request})
		fmt.Fprintln(output, covered)
	}
	if err := input.Err(); err != nil {
		log.Fatal(err)
	}
}

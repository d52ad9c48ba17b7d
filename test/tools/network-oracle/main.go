// Command network-oracle says whether NetworkPolicies let traffic through, by cyclonus, which tests network plugins for
// conformance: the second opinion of test/parity/network.test.ts. It reads one case a line, {"policies": [NetworkPolicy],
// "traffic": [Traffic]}, and answers each with a line of true and false, one for each of the traffics.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// end is a pod, or an address outside of the cluster where it has no namespace.
type end struct {
	Namespace       string            `json:"namespace"`
	Labels          map[string]string `json:"labels"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	IP              string            `json:"ip"`
}

type traffic struct {
	Source      end `json:"source"`
	Destination end `json:"destination"`
	Port        int `json:"port"`
	// ingress: only what the destination's policies say; egress: only the source's.
	Direction string `json:"direction"`
}

func (e end) peer() *matcher.TrafficPeer {
	if e.Namespace == "" {
		return &matcher.TrafficPeer{IP: e.IP}
	}
	return &matcher.TrafficPeer{
		IP:       e.IP,
		Internal: &matcher.InternalPeer{PodLabels: e.Labels, NamespaceLabels: e.NamespaceLabels, Namespace: e.Namespace},
	}
}

// setDefaults does what the API server does before anything else sees a policy (k8s.io/kubernetes
// pkg/apis/networking/v1/defaults.go).
func setDefaults(policy *networkingv1.NetworkPolicy) {
	if len(policy.Spec.PolicyTypes) == 0 {
		policy.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(policy.Spec.Egress) != 0 {
			policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	tcp := v1.ProtocolTCP
	ports := [][]networkingv1.NetworkPolicyPort{}
	for _, rule := range policy.Spec.Ingress {
		ports = append(ports, rule.Ports)
	}
	for _, rule := range policy.Spec.Egress {
		ports = append(ports, rule.Ports)
	}
	for _, list := range ports {
		for index := range list {
			if list[index].Protocol == nil {
				list[index].Protocol = &tcp
			}
		}
	}
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<22)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for input.Scan() {
		var question struct {
			Policies []*networkingv1.NetworkPolicy `json:"policies"`
			Traffic  []traffic                     `json:"traffic"`
		}
		if err := json.Unmarshal(input.Bytes(), &question); err != nil {
			log.Fatal(err)
		}
		for _, policy := range question.Policies {
			setDefaults(policy)
		}
		policies := matcher.BuildNetworkPolicies(false, question.Policies)
		answers := []string{}
		for _, each := range question.Traffic {
			allowed := policies.IsTrafficAllowed(&matcher.Traffic{
				Source:       each.Source.peer(),
				Destination:  each.Destination.peer(),
				ResolvedPort: each.Port,
				Protocol:     v1.ProtocolTCP,
			})
			if each.Direction == "ingress" {
				answers = append(answers, fmt.Sprint(allowed.Ingress.IsAllowed()))
			} else {
				answers = append(answers, fmt.Sprint(allowed.Egress.IsAllowed()))
			}
		}
		fmt.Fprintln(output, strings.Join(answers, " "))
	}
	if err := input.Err(); err != nil {
		log.Fatal(err)
	}
}

// Command distribution serves the registry of Docker and of Debian's docker-registry package, at Debian's version, in
// memory on a loopback port, over TLS and with an htpasswd login kept in DIRECTORY. It prints one line of JSON, {"address":
// "127.0.0.1:PORT", "certificate": "PEM"}, and then serves until it is killed.
//
// The handlers are upstream's own. Its command line is not used: it needs a module that no proxy has any more.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/docker/distribution/configuration"
	"github.com/docker/distribution/registry/handlers"
	"golang.org/x/crypto/bcrypt"

	_ "github.com/docker/distribution/registry/auth/htpasswd"
	_ "github.com/docker/distribution/registry/storage/driver/inmemory"
)

// selfSigned makes a certificate for registry.test and 127.0.0.1 that is valid for a day.
func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
		DNSNames:     []string{"registry.test"},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:         true,
		KeyUsage:     x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,

		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

// writeHtpasswd writes the only kind of htpasswd entry that the registry takes: bcrypt.
func writeHtpasswd(directory, user, password string) (string, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	if err != nil {
		return "", err
	}
	path := filepath.Join(directory, "htpasswd")
	return path, os.WriteFile(path, []byte(fmt.Sprintf("%s:%s\n", user, hash)), 0o600)
}

func serve(user, password, directory string) error {
	htpasswd, err := writeHtpasswd(directory, user, password)
	if err != nil {
		return err
	}
	config := &configuration.Configuration{Storage: configuration.Storage{"inmemory": configuration.Parameters{}}}
	config.HTTP.Secret = "a secret that is none"
	config.Auth = configuration.Auth{"htpasswd": configuration.Parameters{"realm": "test", "path": htpasswd}}

	certificate, err := selfSigned()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	encoded := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	ready := map[string]string{"address": listener.Addr().String(), "certificate": string(encoded)}
	if err := json.NewEncoder(os.Stdout).Encode(ready); err != nil {
		return err
	}
	server := &http.Server{Handler: handlers.NewApp(context.Background(), config), TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}}}
	return server.ServeTLS(listener, "", "")
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: distribution USER PASSWORD DIRECTORY")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

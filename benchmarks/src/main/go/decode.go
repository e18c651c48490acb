// Decodes an answer over and over with client_golang and prints how long it took each time.
//
// Usage: decode FILE query|query_range SECONDS. The answer is given to the client by its transport,
// without a network. Lines are milliseconds; warm-up is the caller's business.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/api"
	v1 "github.com/prometheus/client_golang/api/prometheus/v1"
	"github.com/prometheus/common/model"
)

type fromMemory struct {
	body []byte
}

func (m fromMemory) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode:    http.StatusOK,
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(bytes.NewReader(m.body)),
		ContentLength: int64(len(m.body)),
		Request:       request,
	}, nil
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file, kind, seconds string) error {
	body, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	limit, err := strconv.ParseFloat(seconds, 64)
	if err != nil {
		return err
	}
	client, err := api.NewClient(api.Config{Address: "http://memory", RoundTripper: fromMemory{body}})
	if err != nil {
		return err
	}
	for begin := time.Now(); time.Since(begin).Seconds() < limit; {
		start := time.Now()
		value, err := ask(v1.NewAPI(client), kind)
		if err != nil {
			return err
		}
		took := time.Since(start)
		if size(value) == 0 {
			return fmt.Errorf("nothing decoded (expected: series)")
		}
		fmt.Println(float64(took.Microseconds()) / 1000)
	}
	return nil
}

func ask(client v1.API, kind string) (model.Value, error) {
	if kind == "query" {
		value, _, err := client.Query(context.Background(), "x", time.Unix(0, 0))
		return value, err
	}
	times := v1.Range{Start: time.Unix(0, 0), End: time.Unix(1, 0), Step: time.Second}
	value, _, err := client.QueryRange(context.Background(), "x", times)
	return value, err
}

func size(value model.Value) int {
	switch value := value.(type) {
	case model.Vector:
		return len(value)
	case model.Matrix:
		return len(value)
	default:
		return 0
	}
}

package lampas.workflow;

import lampas.metrics.Counter;

/** The counts of one cache's lookups. */
record CacheMeter(Counter hits, Counter misses) {}

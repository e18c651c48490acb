package lampas.client.diff;

/** The class of a difference and what speaks for it. */
record Reason(DifferenceClass kind, String evidence) {}

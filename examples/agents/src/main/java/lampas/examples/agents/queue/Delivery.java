package lampas.examples.agents.queue;

/**
 * A task in the hands of a worker.
 *
 * @param entry its place in the stream
 * @param task the task's id
 * @param attempt how often it was delivered, this time included
 */
public record Delivery(String entry, String task, String workflow, String input, int attempt) {}

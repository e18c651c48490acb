package lampas.promql.reference;

/**
 * A row of the reference.
 *
 * @param name the name in PromQL, such as {@code rate}, {@code topk}, {@code atan2}; of a part of
 *     the language what it is called
 * @param signature how it is written, with what it takes
 * @param text what it does, in a line
 * @param experimental whether Prometheus has it behind a feature switch
 * @param example a script in Prometheus's notation that shows it, see {@link
 *     lampas.promql.script.Script}; every example is run as a test
 */
public record Entry(
    Section section,
    String name,
    String signature,
    String text,
    boolean experimental,
    String example) {}

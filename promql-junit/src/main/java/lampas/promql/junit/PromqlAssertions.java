package lampas.promql.junit;

/** Where assertions on PromQL queries start: {@code import static} it. */
public final class PromqlAssertions {
  private PromqlAssertions() {}

  /** An assertion on a query; {@link QueryAssert#at} or {@link QueryAssert#over} asks it. */
  public static QueryAssert assertThat(PromqlQuery query) {
    return new QueryAssert(query);
  }
}

package lampas.server.proxy.upstream;

/** A backend. Implementations are thread-safe; calls block and end early when interrupted. */
public interface Upstream extends AutoCloseable {
  /**
   * The whole answer to a question.
   *
   * @param room where the answer is put
   * @throws UpstreamException if there is none
   */
  RawAnswer ask(Question question, AnswerRoom room);

  @Override
  void close();
}

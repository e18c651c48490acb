package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import lampas.client.ClientFailure;
import lampas.client.ErrorType;
import lampas.client.PrometheusClient;
import lampas.client.RequestException;
import lampas.client.answer.Product;
import lampas.model.error.ErrorKind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The backend that a contract is held against. */
interface Subject {
  ContractSamples samples();

  ContractPage page();

  PrometheusClient client();

  Product product();

  boolean is(Difference difference);

  /** The backend refuses a question, and the client says of what type the error is. */
  default void assertRefused(ErrorType type, ThrowingCallable question) {
    RequestException refused = catchThrowableOfType(RequestException.class, question);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.failure())
        .as(refused.getMessage())
        .isInstanceOfSatisfying(
            ClientFailure.Refused.class, failure -> assertThat(failure.type()).isEqualTo(type));
    assertThat(refused.kind()).isEqualTo(ErrorKind.USER);
    assertThat(refused.getMessage()).doesNotContain(page().address());
  }

  default void assertNoSuchEndpoint(ThrowingCallable question) {
    assertRefused(ErrorType.NOT_FOUND, question);
  }
}

package lampas.client;

import lampas.model.error.ErrorKind;

/** A file that the settings name and that cannot be used. */
public final class SettingsException extends ClientException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message, Throwable cause) {
    super(ErrorKind.USER, message, cause);
  }
}

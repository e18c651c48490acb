package lampas.metrics.redis;

import java.util.List;

/**
 * What a watch saw at one check.
 *
 * @param streams those that are there and could be asked
 * @param failedStreams the keys of those that could not
 */
record WatchState(boolean up, List<StreamState> streams, List<String> failedStreams) {
  static final WatchState DOWN = new WatchState(false, List.of(), List.of());

  WatchState {
    streams = List.copyOf(streams);
    failedStreams = List.copyOf(failedStreams);
  }
}

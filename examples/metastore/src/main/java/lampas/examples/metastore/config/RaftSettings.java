package lampas.examples.metastore.config;

import java.time.Duration;

/**
 * How the nodes agree.
 *
 * @param electionTimeout how long a leader may be silent
 * @param proposalTimeout how long a request waits for the cluster
 * @param snapshotEvery after how many entries a snapshot is written
 */
public record RaftSettings(Duration electionTimeout, Duration proposalTimeout, int snapshotEvery) {
  static RaftSettings of(SettingValues values) {
    return new RaftSettings(
        values.value(Setting.ELECTION_TIMEOUT),
        values.value(Setting.PROPOSAL_TIMEOUT),
        values.value(Setting.SNAPSHOT_EVERY));
  }
}

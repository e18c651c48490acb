package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrantResponse;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.LeaseLeasesResponse;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.LeaseRevokeResponse;
import com.ibm.etcd.api.LeaseStatus;
import com.ibm.etcd.api.LeaseTimeToLiveRequest;
import com.ibm.etcd.api.LeaseTimeToLiveResponse;
import java.util.Optional;
import lampas.examples.metastore.lease.Lease;
import lampas.examples.metastore.lease.LeaseTable;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.mvcc.KeyRange;
import lampas.examples.metastore.mvcc.KeyValueStore;
import lampas.examples.metastore.state.StateObserver.LeaseOperation;

/** Grants, renews and ends leases; the keys of a lease are deleted with it. */
record LeaseOperations(
    KeyValueStore keys, LeaseTable leases, Rights rights, StateObserver observer) {
  LeaseGrantResponse grant(LeaseGrantRequest request) {
    rights.requireUser();
    Lease lease = leases.grant(request.getID(), request.getTTL());
    return LeaseGrantResponse.newBuilder()
        .setHeader(keys.header())
        .setID(lease.id())
        .setTTL(lease.grantedSeconds())
        .build();
  }

  LeaseRevokeResponse revoke(LeaseRevokeRequest request) {
    rights.requireUser();
    Lease lease = leases.require(request.getID());
    rights.requireEnd(lease);
    end(lease);
    return LeaseRevokeResponse.newBuilder().setHeader(keys.header()).build();
  }

  /** As etcd tells it, an unknown lease has the time 0. */
  LeaseKeepAliveResponse renew(LeaseKeepAliveRequest request) {
    Optional<Lease> lease = leases.find(request.getID());
    lease.ifPresent(leases::renew);
    observer.lease(LeaseOperation.RENEW, lease.isPresent());
    return LeaseKeepAliveResponse.newBuilder()
        .setHeader(keys.header())
        .setID(request.getID())
        .setTTL(lease.map(Lease::grantedSeconds).orElse(0L))
        .build();
  }

  /** Ends those leases that were not renewed or revoked since the leader looked; one revision. */
  LeaseRevokeResponse expire(LeaseExpiry expiry) {
    for (LeaseExpiry.Lease over : expiry.getLeasesList()) {
      Optional<Lease> lease =
          leases.find(over.getId()).filter(found -> found.renewals() == over.getRenewals());
      if (lease.isPresent()) {
        end(lease.get());
        observer.lease(LeaseOperation.EXPIRE, true);
      }
    }
    return LeaseRevokeResponse.newBuilder().setHeader(keys.header()).build();
  }

  LeaseTimeToLiveResponse timeToLive(LeaseTimeToLiveRequest request) {
    rights.requireUser();
    LeaseTimeToLiveResponse.Builder response =
        LeaseTimeToLiveResponse.newBuilder().setHeader(keys.header()).setID(request.getID());
    Optional<Lease> found = leases.find(request.getID());
    if (found.isEmpty()) {
      // As etcd tells it, an unknown lease has -1 seconds left.
      return response.setTTL(-1).build();
    }
    Lease lease = found.get();
    rights.requireLook(lease);
    if (request.getKeys()) {
      response.addAllKeys(lease.keys());
    }
    return response
        .setTTL(leases.remainingSeconds(lease))
        .setGrantedTTL(lease.grantedSeconds())
        .build();
  }

  static LeaseLeasesResponse list(KeyValueStore keys, LeaseTable leases) {
    LeaseLeasesResponse.Builder response =
        LeaseLeasesResponse.newBuilder().setHeader(keys.header());
    for (Lease lease : leases.byDeadline()) {
      response.addLeases(LeaseStatus.newBuilder().setID(lease.id()));
    }
    return response.build();
  }

  static LeaseExpiry expired(LeaseTable leases, int atMost) {
    LeaseExpiry.Builder expiry = LeaseExpiry.newBuilder();
    for (Lease lease : leases.expired(atMost)) {
      expiry.addLeasesBuilder().setId(lease.id()).setRenewals(lease.renewals());
    }
    return expiry.build();
  }

  private void end(Lease lease) {
    for (ByteString key : lease.keys()) {
      keys.delete(KeyRange.of(key));
    }
    leases.end(lease);
  }
}

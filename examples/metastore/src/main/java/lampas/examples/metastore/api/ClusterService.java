package lampas.examples.metastore.api;

import com.ibm.etcd.api.ClusterGrpc;
import com.ibm.etcd.api.MemberAddRequest;
import com.ibm.etcd.api.MemberAddResponse;
import com.ibm.etcd.api.MemberListRequest;
import com.ibm.etcd.api.MemberListResponse;
import com.ibm.etcd.api.MemberRemoveRequest;
import com.ibm.etcd.api.MemberRemoveResponse;
import com.ibm.etcd.api.MemberUpdateRequest;
import com.ibm.etcd.api.MemberUpdateResponse;
import io.grpc.stub.StreamObserver;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/** etcd's Cluster service, for members that are fixed: to change them is UNIMPLEMENTED. */
public final class ClusterService extends ClusterGrpc.ClusterImplBase {
  private final Gateway gateway;
  private final Members members;

  public ClusterService(Gateway gateway, Members members) {
    this.gateway = gateway;
    this.members = members;
  }

  @Override
  public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> responses) {
    Replies.answerNow(
        responses,
        () ->
            MemberListResponse.newBuilder()
                .setHeader(gateway.header(0))
                .addAllMembers(members.list().stream().map(Member::message).toList())
                .build());
  }

  @Override
  public void memberAdd(MemberAddRequest request, StreamObserver<MemberAddResponse> responses) {
    refuse(responses);
  }

  @Override
  public void memberRemove(
      MemberRemoveRequest request, StreamObserver<MemberRemoveResponse> responses) {
    refuse(responses);
  }

  @Override
  public void memberUpdate(
      MemberUpdateRequest request, StreamObserver<MemberUpdateResponse> responses) {
    refuse(responses);
  }

  private static void refuse(StreamObserver<?> responses) {
    responses.onError(
        new EtcdException(
                EtcdError.NOT_SUPPORTED, "the members of a cluster are those of its configuration")
            .status()
            .asRuntimeException());
  }
}

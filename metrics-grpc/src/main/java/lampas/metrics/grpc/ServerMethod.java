package lampas.metrics.grpc;

import lampas.metrics.grpc.dialect.CallRecorder;
import lampas.metrics.grpc.dialect.MethodId;

/**
 * A method of a server with all handles that its calls need.
 *
 * @param calls the server's methods, of which this is one
 * @param resolved whether the server has looked the method up, with whatever result
 */
record ServerMethod(
    ServerCalls calls, MethodId id, CallRecorder recorder, LiveMethod live, boolean resolved) {}

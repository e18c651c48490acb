package lampas.metrics.grpc;

import io.grpc.ClientStreamTracer;
import lampas.metrics.grpc.dialect.CallRecorder;

/**
 * A method that a client calls, with all handles that its calls need.
 *
 * @param attempts makes the tracers of attempts
 */
record ClientMethod(
    ClientCalls calls,
    CallRecorder recorder,
    LiveMethod live,
    ClientStreamTracer.Factory attempts) {}

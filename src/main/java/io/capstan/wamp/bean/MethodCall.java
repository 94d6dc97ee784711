package io.capstan.wamp.bean;

import io.capstan.Procedure.ProgressiveResult;
import io.capstan.wamp.message.Arguments;

/**
 * A call of a method.
 *
 * @param call what it answers
 * @param progress takes parts of the result
 */
record MethodCall(BeanCall call, ProgressiveResult<Object> progress) implements MethodArguments.Incoming {
    @Override
    public Arguments arguments() {
        return call.invocation().arguments();
    }
}

package io.capstan.wamp.bean;

import io.capstan.Procedure.ProgressiveResult;
import io.capstan.WampException;
import io.capstan.component.Invoker;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A method that answers calls, with contexts active, on behalf of who calls. */
final class ProcedureMethod implements Participant.Callee {
    /** What {@code @Procedure(invoke)} may be. */
    static final List<String> INVOKE = List.of("single", "roundrobin", "random", "first", "last", "leastbusy");

    private final Exposed exposed;
    private final Supplier<Object> bean;
    private final Invoker invoker;
    private final Answering answering;

    ProcedureMethod(Exposed exposed, Supplier<Object> bean, Invoker invoker, Answering answering) {
        this.exposed = exposed;
        this.bean = bean;
        this.invoker = invoker;
        this.answering = answering;
    }

    @Override
    public String procedure() {
        return exposed.uri();
    }

    @Override
    public void answer(BeanCall call) {
        if (exposed.method().access().allows(call.caller())) {
            answering.run(call, () -> run(call), exposed);
        } else {
            answering.fail(call, new WampException(CallErrors.NOT_AUTHORIZED, "You may not call this."), exposed);
        }
    }

    private void run(BeanCall call) {
        @Nullable Object[] returned = new Object[1];
        try {
            Calls.run(invoker, call.connection(), () -> returned[0] = method(call));
        } catch (Throwable error) { // whatever comes out of the application
            answering.fail(call, error, exposed);
            return;
        }
        answering.returned(call, returned[0], exposed);
    }

    private @Nullable Object method(BeanCall call) throws Exception {
        return exposed.method().call(bean.get(), new MethodCall(call, new Parts(call)));
    }

    /** Takes parts of the result. */
    private final class Parts implements ProgressiveResult<Object> {
        private final BeanCall call;

        Parts(BeanCall call) {
            this.call = call;
        }

        @Override
        public boolean isWanted() {
            return call.wantsParts() && !call.isCanceled();
        }

        @Override
        public void send(Object part) {
            answering.part(call, part);
        }
    }
}

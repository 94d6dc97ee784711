package io.capstan.wamp.dealer;

import io.capstan.wamp.Session;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A session as caller and as callee. Thread-safe. */
final class Party {
    /** How many ended calls are remembered of which more parts may be under way. */
    private static final int REMEMBERED = 256;

    private final Session session;

    // Guarded by this.
    private final Map<Long, OngoingCall> calls = new HashMap<>();
    private final Map<Long, OngoingCall> invocations = new HashMap<>();
    private final Set<Registration> registrations = new HashSet<>();
    private final BoundedSet ended = new BoundedSet(REMEMBERED);
    private boolean gone;

    Party(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    // as a caller

    synchronized @Nullable OngoingCall call(long request) {
        return calls.get(request);
    }

    /** Has a call under way from now on. */
    synchronized void began(long request, OngoingCall call) {
        calls.put(request, call);
    }

    synchronized int callCount() {
        return calls.size();
    }

    /** A call is over, of which the client may send more parts before it learns that. */
    synchronized void endedCall(long request, boolean morePartsMayCome) {
        calls.remove(request);
        if (morePartsMayCome) {
            ended.add(request);
        }
    }

    /** Whether this is the part of a call that is over; if it is the last one, that is forgotten. */
    synchronized boolean isLate(long request, boolean last) {
        return last ? ended.remove(request) : ended.contains(request);
    }

    // as a callee

    /**
     * Tells the callee to answer a call, with the next of its ids; false if the session is over, so that no invocation was
     * made, or if that is larger than its transport takes.
     */
    synchronized boolean invoke(OngoingCall call, Session caller, LongFunction<WampMessage.Invocation> invocation) {
        if (gone) {
            return false;
        }
        long request = session.nextInvocation();
        invocations.put(request, call);
        boolean told = session.invoke(invocation.apply(request), caller);
        if (!told) {
            invocations.remove(request);
        }
        return told;
    }

    synchronized @Nullable OngoingCall invocation(long request) {
        return invocations.get(request);
    }

    synchronized void endedInvocation(long request) {
        invocations.remove(request);
    }

    // registrations

    synchronized Set<Registration> registrations() {
        return new HashSet<>(registrations);
    }

    /** Answers for a registration from now on; false if the session is over. */
    synchronized boolean answersFor(Registration registration) {
        return !gone && registrations.add(registration);
    }

    synchronized int registrationCount() {
        return registrations.size();
    }

    synchronized boolean answersNoLongerFor(Registration registration) {
        return registrations.remove(registration);
    }

    // the end

    /** Takes no invocation any more. */
    synchronized void leave() {
        gone = true;
    }

    /** The calls that are to end with the session. */
    synchronized List<OngoingCall> calls() {
        return new ArrayList<>(calls.values());
    }

    /** The calls that it has not answered. */
    synchronized List<OngoingCall> invocations() {
        return new ArrayList<>(invocations.values());
    }
}

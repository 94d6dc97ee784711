package io.capstan.gate;

import java.util.Optional;

/** The request line and the headers fit into a limit. Servers have one of their own, which may be lower. */
final class HeaderSizeRule implements Rule {
    private static final int PER_HEADER = 4; // ": " and the end of the line
    private final int limit;

    HeaderSizeRule(int limit) {
        this.limit = limit;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        GateRequest request = candidate.request();
        int query = request.query().isEmpty() ? 0 : request.query().length() + 1;
        long size = "  HTTP/1.1\r\n\r\n".length()
                + request.method().length()
                + request.path().length()
                + query
                + request.headers().length(PER_HEADER);
        return size <= limit
                ? Optional.empty()
                : Rule.refuse(431, "The headers of a handshake may have " + limit + " bytes in all.")
                        .map(refusal -> refusal.because(size + " bytes"));
    }
}

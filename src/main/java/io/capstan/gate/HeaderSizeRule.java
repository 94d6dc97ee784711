package io.capstan.gate;

import java.util.List;
import java.util.Map;
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
                + query;
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length() + PER_HEADER;
            }
        }
        long counted = size;
        return size <= limit
                ? Optional.empty()
                : Rule.refuse(431, "The headers of a handshake may have " + limit + " bytes in all.")
                        .map(refusal -> refusal.because(counted + " bytes"));
    }
}

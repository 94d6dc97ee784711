package io.capstan.wamp.auth;

import io.capstan.Wamp.Principal;
import io.capstan.settings.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is configured about who may join a realm, and what members may do.
 *
 * @param methods how one may prove who one is
 * @param roles which of several roles of a caller or a token counts, first come first
 * @param attempts how many may fail within a minute, for each name and origin
 * @param principals who may join
 * @param rules what members may do
 */
public record AuthOptions(
        Set<AuthMethod> methods, List<String> roles, int attempts, List<Principal> principals, Rules rules) {
    /** What holds where nothing is configured: all methods but the one that proves nothing. */
    public static final AuthOptions DEFAULTS = new AuthOptions(
            EnumSet.complementOf(EnumSet.of(AuthMethod.ANONYMOUS)), List.of(), 10, List.of(), new Rules(List.of()));

    private static final String GENERAL = "capstan.wamp.";

    /** What is configured for all realms. */
    public static AuthOptions general(Settings settings) {
        return read(settings, GENERAL, DEFAULTS, List.of(), new Rules(List.of()));
    }

    /** What is configured for these realms, in their order, above what holds for all. */
    public static List<AuthOptions> of(Settings settings, List<String> realms) {
        AuthOptions general = general(settings);
        PrincipalReader principals = PrincipalReader.read(settings, realms);
        RuleReader rules = RuleReader.read(settings, realms);
        return realms.stream()
                .map(realm -> read(
                        settings, GENERAL + "realm." + realm + ".", general, principals.of(realm), rules.of(realm)))
                .toList();
    }

    private static AuthOptions read(
            Settings settings, String key, AuthOptions otherwise, List<Principal> principals, Rules rules) {
        return new AuthOptions(
                methods(settings, key + "auth", otherwise.methods),
                settings.list(key + "caller-roles", otherwise.roles),
                settings.number(key + "attempts", otherwise.attempts, 0, 1_000_000),
                principals,
                rules);
    }

    private static Set<AuthMethod> methods(Settings settings, String key, Set<AuthMethod> otherwise) {
        List<String> names = settings.list(key, List.of());
        if (names.isEmpty()) {
            return otherwise;
        }
        List<AuthMethod> methods = new ArrayList<>();
        for (String name : names) {
            Optional<AuthMethod> method = AuthMethod.named(name);
            if (method.isEmpty()) {
                settings.fault(
                        key,
                        "a list of "
                                + String.join(
                                        ", ",
                                        Stream.of(AuthMethod.values())
                                                .map(AuthMethod::id)
                                                .toList()));
            }
            method.ifPresent(methods::add);
        }
        return methods.isEmpty() ? otherwise : EnumSet.copyOf(methods);
    }
}

package io.capstan.it.host.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** A login of Jakarta Security with two users: ada, who is an editor, and bob. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "test")
public class Logins implements IdentityStore {

    /** Found by the container, by this signature. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        boolean right = credential.getPasswordAsString().equals("secret");
        if (right && credential.getCaller().equals("ada")) {
            return new CredentialValidationResult("ada", Set.of("editor"));
        }
        return right && credential.getCaller().equals("bob")
                ? new CredentialValidationResult("bob")
                : CredentialValidationResult.INVALID_RESULT;
    }
}

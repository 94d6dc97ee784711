package io.capstan.docs;

import io.capstan.ClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.NoSuchElementException;

@ApplicationScoped
public class Apologies implements ClientException.Mapper<NoSuchElementException> {
    @Override
    public ClientException map(NoSuchElementException error) {
        return new ClientException("We do not have that.", "not-found", false);
    }
}

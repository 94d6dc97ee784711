package com.example.notifications;

import io.capstan.Caller;
import io.capstan.ClientException;
import io.capstan.OnAction;
import io.capstan.Route;
import io.capstan.Users;
import io.capstan.View;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** What the page asks for. */
@Route("/shop")
public class Shop {
    private static final int NEWEST = 20;

    @PersistenceContext
    EntityManager database;

    @Inject
    Users users;

    /** Which product. */
    public record Show(@Positive long id) {}

    @OnAction
    @View("detail")
    Product show(@Valid Show wanted) {
        Product product = database.find(Product.class, wanted.id());
        if (product == null) {
            throw new ClientException("There is no such product.", "not-found", false);
        }
        return product;
    }

    @OnAction
    @View("list")
    List<Product> products() {
        return database.createQuery("select p from Product p order by p.name", Product.class)
                .getResultList();
    }

    /** The newest that are for everyone or for the caller. */
    @OnAction
    List<Notification> notifications(Caller caller) {
        return database.createQuery(
                        "select n from Notification n where n.receiver is null or n.receiver = :name "
                                + "order by n.createdAt desc",
                        Notification.class)
                .setParameter("name", caller.name())
                .setMaxResults(NEWEST)
                .getResultList();
    }

    @OnAction
    List<People.Person> people() {
        return database.createQuery("select u.name from User u order by u.name", String.class)
                .getResultStream()
                .map(name -> new People.Person(name, users.online(name) ? People.State.ONLINE : People.State.OFFLINE))
                .toList();
    }
}

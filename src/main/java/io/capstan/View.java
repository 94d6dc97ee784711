package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Views of an object: which of its properties a client gets in JSON.
 *
 * <p>On a <b>property</b> (a field, its getter, or a component of a record) it names the views in which the property is written.
 * On a <b>method that handles messages</b> it names the views with which the reply is written. In code a view is asked for by
 * {@link Message#json(Object, String...)}.
 *
 * <pre>{@code
 * public record Product(@View({"list", "detail"}) String name, @View("detail") String description, @View("admin") Money cost) {}
 *
 * @OnAction("products") @View("list") List<Product> products() { ... }   // names only
 * }</pre>
 *
 * <table>
 * <caption>What is written of a class</caption>
 * <tr><th></th><th>some of its properties have views</th><th>none has</th></tr>
 * <tr><td>views are asked for</td><td>the properties of these views, and no others</td><td>all properties</td></tr>
 * <tr><td>none is asked for</td><td>the properties that have no views</td><td>all properties</td></tr>
 * </table>
 *
 * <p>So what has a view is never sent because somebody forgot to ask for one. Each object is looked at by itself, however deep
 * it lies in lists and other objects; the properties of superclasses count as its own. A class with
 * {@link jakarta.json.bind.annotation.JsonbVisibility} cannot have views, since JSON-B asks only that one.
 *
 * <p>Views are about what is written; what a client sends is bound to all properties. An object is encoded once for each set of
 * views, however many receive it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface View {

    /** The names of the views; upper and lower case are different. */
    String[] value();
}

package io.capstan;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which channel is injected: {@code @Inject @ChannelName("orders") Channel orders}. A name that cannot be one stops
 * the deployment. The channel is among {@link Channels#names()} from the start.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface ChannelName {
    /** The name of the channel. Default: that of the field or, with {@code -parameters}, of the parameter. */
    @Nonbinding
    String value() default "";
}

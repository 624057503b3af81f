/** Settings, checked when they are bound. */
@NullMarked
package dev.puente.notifier.config;

import org.jspecify.annotations.NullMarked;

/** The main job played on sample data, each step observed at the far side. */
@NullMarked
package dev.puente.sandbox.demo;

import org.jspecify.annotations.NullMarked;

/** Shows what a trained network looks at: heat maps, the nearest training pictures, feature maps and filters. */
package io.github.blockwright.runtime.explain;

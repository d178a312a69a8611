/** Named tensors as weight files hold them, in plain Java: no engine is started to read, check or write a file. */
package io.github.blockwright.runtime.weights.tensors;

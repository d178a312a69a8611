/** What each row of a network costs on this machine, and what that says of networks that were not measured. */
package io.github.blockwright.runtime.profile;

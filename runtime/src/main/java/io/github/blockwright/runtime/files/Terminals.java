package io.github.blockwright.runtime.files;

import java.io.Console;

/** Whether somebody watches. */
public final class Terminals {
    private Terminals() {}

    /** Whether the process is attached to a terminal that can move its cursor, so that a progress bar makes sense. */
    public static boolean interactive() {
        return isTerminal(System.console()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** Since JDK 22 there is a console without a terminal too, and a method, unknown to JDK 17, that tells. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}

package io.github.blockwright.runtime.testing.disk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A path that says it is on the failing disk, and is the real one in all else, {@code toFile} included. */
record FailingPath(Path real, FailingFileSystem files) implements InvocationHandler {
    static Path of(Path real, FailingFileSystem files) {
        return (Path) Proxy.newProxyInstance(
                FailingPath.class.getClassLoader(), new Class<?>[] {Path.class}, new FailingPath(real, files));
    }

    /** The real path of one that may be on the failing disk. */
    static Path real(Path path) {
        return (Path) unwrapped(path);
    }

    private static Object unwrapped(Object argument) {
        return argument != null
                        && Proxy.isProxyClass(argument.getClass())
                        && Proxy.getInvocationHandler(argument) instanceof FailingPath path
                ? path.real()
                : argument;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("getFileSystem")) {
            return files;
        }
        Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < unwrapped.length; i++) {
            unwrapped[i] = unwrapped(unwrapped[i]);
        }
        try {
            return wrapped(method.invoke(real, unwrapped));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object wrapped(Object result) {
        if (result instanceof Path path) {
            return of(path, files);
        }
        if (result instanceof Iterator<?> names) {
            List<Path> wrapped = new ArrayList<>();
            names.forEachRemaining(name -> wrapped.add(of((Path) name, files)));
            return wrapped.iterator();
        }
        return result;
    }
}

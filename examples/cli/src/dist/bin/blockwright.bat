@echo off
rem The command blockwright: starts Java with what lies beside this script, wherever that is.
rem
rem JAVA_HOME         the Java to use, 17 or newer; without it, java on the PATH
rem JAVA_OPTS         options for Java
rem BLOCKWRIGHT_OPTS  options for Java, such as -Xmx4g, that are for this command alone
setlocal

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"

set "version="
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1 ^| findstr /c:" version ""') do set "version=%%~v"
if not defined version (
    echo blockwright: cannot run %java%; install Java 17 or newer, or set JAVA_HOME 1>&2
    exit /b 1
)
for /f "delims=.-+_" %%v in ("%version%") do set "major=%%v"
if %major% lss 17 (
    echo blockwright: %java% is Java %version%, but 17 or newer is needed; set JAVA_HOME to one 1>&2
    exit /b 1
)

rem Without it, Java warns since 24 of what protobuf does with memory.
set "unsafe="
if %major% geq 24 set "unsafe=--sun-misc-unsafe-memory-access=allow"

rem UTF-8 for the tables' signs; the console gets its own code page back.
for /f "tokens=2 delims=:." %%c in ('chcp') do set "codepage=%%c"
chcp 65001 >nul
"%java%" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %unsafe% -Djava.awt.headless=true %JAVA_OPTS% %BLOCKWRIGHT_OPTS% -jar "%~dp0..\blockwright.jar" %*
set "code=%errorlevel%"
chcp %codepage% >nul
exit /b %code%

@echo off
rem Runs the program of this file's name: the jar of ..\dist, with the Java of JAVA_HOME or of the PATH.
rem No archive of classes, which the scripts for other systems have made: cmd starts nothing in the background unseen.
setlocal
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "PATH=%JAVA_HOME%\bin;%PATH%"
where java >nul 2>nul || (
    echo %~n0: java: not found ^(install Java 17 or later, or set JAVA_HOME: https://adoptium.net^) >&2
    exit /b 1
)
rem 17 of "17.0.15", 1 of "1.8.0_402"
set "found=17"
for /f "tokens=3" %%v in ('java -version 2^>^&1 ^| findstr /c:" version "') do for /f "delims=.-+" %%m in ("%%~v") do set "found=%%m"
if %found% LSS 17 (
    echo %~n0: java: too old ^(Java 17 or later is needed: https://adoptium.net^) >&2
    exit /b 1
)
rem the name as it was typed, for the programs' hints
java "-Dsockets.launcher=%~0" -jar "%~dp0..\dist\%~n0.jar" %*
